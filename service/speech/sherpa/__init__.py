"""The parts of the sherpa engine: a model folder, its lexicon, the process that loads it."""
