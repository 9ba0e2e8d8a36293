"""How fast, and against what: `python -m tests.benchmarks`."""
