"""Tables, dates and encodings of files from outside."""
