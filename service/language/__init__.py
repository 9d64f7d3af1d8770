"""What every stage knows of the Chinese language: numerals, sentences, bigrams, surnames, regions, widths."""
