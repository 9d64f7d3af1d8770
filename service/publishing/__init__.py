"""Publish an episode to output/: feed, pages, texts and pictures, as plain files that any web server can serve.

Begin with `publish.py`: it says what is written, and in which order. Pure functions make the content (`feed`, `site`,
`episode_notes`, `transcripts`, `chapters`, `cover`, `subscribe_links`), all from the one view of an episode in
`episode_view`. `show_index` keeps the show's identity, `urls` has every name and address, and `service.storage` takes
the bytes. `feed_validator` checks any feed, ours or another's.
"""
