"""Episode to output/: feed, pages, texts and pictures, as plain files that any web server can serve.

Begin with `publish.py`: what is written, and in which order. It asks pure functions for the content
(`feed`, `site`, `notes`, `transcripts`, `chapters`, `cover`, `subscribing`, all of them looking at an
episode through `programme`), keeps the show's identity in `catalogue`, takes every name and address
from `places`, and puts the bytes into a `storage`. `checking` judges any feed, ours or another's.
"""
