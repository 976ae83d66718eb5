"""The steps of the page on expert panels, a module each."""
