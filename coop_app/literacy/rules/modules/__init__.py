"""The eleven modules of the course: what is taught, in which minutes, with which sums."""
