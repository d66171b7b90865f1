"""Papers of receiving and distribution."""
