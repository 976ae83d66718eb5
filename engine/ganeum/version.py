"""The engine's version, which goes into every result."""

ENGINE = "0.2.0"
