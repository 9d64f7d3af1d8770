"""The parts of the espeak engine: the library, the process that speaks, readings forced by pinyin."""
