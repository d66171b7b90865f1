"""What a leaving treasurer hands over: what is open on a day, read from every feature."""
