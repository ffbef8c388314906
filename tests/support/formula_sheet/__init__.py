"""The formulas of text-books, in floats, that the answers of science problems are held against: a function for each task, from a problem's
JSON and its reference answer to whether both fit. Nothing here knows the package.

Where a quantity of the beginning is asked for, it is put in: with half a unit of its last figure more and less, the end lies on both sides
of what is told."""

from formula_sheet import chances, chemistry, light_and_current, mechanics, thermal

SHEET = mechanics.SHEET | thermal.SHEET | light_and_current.SHEET | chemistry.SHEET | chances.SHEET
