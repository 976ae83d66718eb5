"""The same by compiled code: needs the extra `fast`, and nothing imports it but what was told to.

Each module has a fused pass over many draws or matrices. What it leaves open, or could round
otherwise, goes back to be computed as the rest of the kernel does, so that results are equal.
"""
