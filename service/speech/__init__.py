"""Utterances to Clips: what is said, how it is read, who speaks it."""
