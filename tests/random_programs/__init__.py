"""Programs written by hypothesis, held against numeric derivatives."""
