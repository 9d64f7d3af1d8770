"""Articles to Script: choose, summarize, share the seconds, word."""
