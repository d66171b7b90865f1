"""From goods arriving to the round settled: the arithmetic and what is refused."""
