"""The measurements of docs/performance.md: `python3 run.py bench`."""
