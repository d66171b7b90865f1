"""Pages of sharing, sending, handing over and settling."""
