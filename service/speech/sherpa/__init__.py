"""What the sherpa engine is made of: a model folder, its lexicon, the process that loads it."""
