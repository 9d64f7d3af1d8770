"""What the espeak engine is made of: the library, the process that speaks, readings forced by pinyin."""
