"""Clips to MP3: mixing, loudness, encoding, tags."""
