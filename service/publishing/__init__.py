"""Episode to output/: feed, page, transcripts, files."""
