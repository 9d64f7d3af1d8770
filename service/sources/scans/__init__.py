"""Scans and photos of printed pages: what is printed where, found and recognized in a process of its own.

`recognition` is that process. It opens the picture (`picture_files`), finds lines of text and recognizes them
(`text_finder`), undoes the perspective (`perspective`), makes whole lines of columns (`line_gaps`), places them as a
composing system would (`found_lines`) and finds rules, boxes and pictures (`image_marks`). `sources.scanned_pages` asks
it and lays the page out.
"""
