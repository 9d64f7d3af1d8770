"""Who listened: downloads counted from requests, by the rules of the IAB's Podcast Measurement Technical Guidelines."""
