"""The daily cash book: money in and out of each cash place, evidence, counts, and her Excel books."""
