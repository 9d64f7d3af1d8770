"""A newspaper page, as OCR gives it -> its articles.

The steps, each in a module of its own: `ocr_output` (what OCR tools and models add is undone: `sources.ocr_json`,
`ocr_marks`, `ocr_remarks`, `ocr_loops`), `page_lines` (markup off), `reflow` (printed lines put together),
`marked_parts` (sub-headlines that are marked as headlines), `line_classes` (what a line says of itself, with `bylines`,
`unbracketed_credits` and `page_furniture`), `line_tagger` (what it is to its neighbours: the types of `line_types` by
the features of `line_shape` and `line_features`), `sign_offs` (who signs below a text), `headline_groups` (heads and
text), `duplicates` (text given twice), `articles` (whose text is whose), `paragraphs` (broken sentences joined),
`genres` (what kind of piece it is), `ocr_repairs` (characters, blanks and misread place names: `character_repair`,
`ocr_place_names`). The evidence comes from `bigram_weights` (which texts share theirs) and `continuation` (which texts
go on). A page in traditional characters is read through `traditional_pages`. What the pages of a day
say of each other comes last (`day_proofs`). Every repair is an `Edit` of the article it belongs to.
"""

from service.sources.newspaper.day_proofs import proved
from service.sources.newspaper.page_reader import read

__all__ = ["proved", "read"]
