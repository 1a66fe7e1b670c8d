"""The product's version, shown at the foot of every page and printed on exports."""

VERSION = "0.1.0"
