"""The parts that panels are made of. They know nothing of runs."""
