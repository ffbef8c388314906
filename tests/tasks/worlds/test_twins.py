"""What the laws cannot say of worlds/twins."""
