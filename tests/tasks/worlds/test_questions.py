"""What the laws cannot say of worlds/questions."""
