"""Pages of importing an Excel book: bring in, look through, post, take out again."""
