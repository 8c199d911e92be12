"""Small programs, grouped by topic, that every transform is held against."""
