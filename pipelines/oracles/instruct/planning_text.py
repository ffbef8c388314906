def check(problem, answer): return True
