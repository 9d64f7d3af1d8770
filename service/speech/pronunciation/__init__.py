"""How each Han character of a spoken text is read. Stronger rules first:

1. `lexicon:` the lexicons that people edit (lexicon.py), the user's own before the shipped one;
2. the most probable way to part the text into words (word_path.py), where a step is a place of the `gazetteer`,
   a person's name (`surname`, person_names.py), a `word` of the dictionary (dictionaries.py) or a word and the
   `particle` behind it (particles.py);
3. for a word that is read in several ways: a rule on the words beside it and their parts of speech (`context`,
   polyphone_rules.py, word_contexts.txt), and for a character that is a word by itself one on the characters beside it
   (`context`, contexts.txt), else a small neural network where the readings are many (`model`, polyphone_model.py),
   else its usual reading (`single`).

Tone sandhi is left to the engines. homophones.py respells names for the voices that take no pinyin.
"""

from service.speech.pronunciation.pronouncer import SHIPPED_LEXICON, Pronouncer, Reading

__all__ = ["SHIPPED_LEXICON", "Pronouncer", "Reading"]
