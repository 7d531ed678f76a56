"""eval measures: labelled questions and cases in, a table of figures out, compared with the last accepted ones."""
