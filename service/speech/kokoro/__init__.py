"""The parts of the kokoro engine: phonemes, requests of a safe length, styles, the model, the process that speaks."""
