"""Papers that every feature hands over, without subject matter."""
