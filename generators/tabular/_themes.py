"""What tables are about: things that are counted by headings that belong together, in sizes that occur."""

from typing import NamedTuple


class Measure(NamedTuple):
    name: str
    """`Net sales`."""
    unit: str
    scales: tuple[int, ...]
    """Powers of ten in which it is reported: `(3, 6)`."""
    low: int
    """Of a single cell, in the unit."""
    high: int
    flow: bool = True
    """Whether quarters and half-years add up to a year, as sales do and staff does not."""
    signed: bool = False
    """Whether it may be below zero."""


class Theme(NamedTuple):
    dimension: str
    """What the rows stand for: `segment`."""
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings and those under them; an empty heading stands over those that belong to none."""
    crossing: tuple[str, str, str]
    """A second way to split all measures into two: its name and the two halves."""
    measures: tuple[Measure, ...]
    of_which: str
    """A part of any row that may be shown below it: `of which exported`."""


THOUSANDS, MILLIONS = (3,), (3, 6)

THEMES = (
    Theme(
        "segment",
        (
            ("Vehicles", ("Cars", "Vans", "Buses", "Trucks")),
            ("Energy", ("Batteries", "Solar panels", "Chargers")),
            ("Services", ("Leasing", "Repairs", "Insurance")),
            ("", ("Other",)),
        ),
        ("market", "Domestic", "Abroad"),
        (
            Measure("Net sales", "dollars", MILLIONS, 2_000_000, 900_000_000),
            Measure("Operating profit", "dollars", MILLIONS, 400_000, 90_000_000, signed=True),
            Measure("Research costs", "dollars", MILLIONS, 300_000, 40_000_000),
            Measure("Capital expenditure", "dollars", MILLIONS, 500_000, 80_000_000),
            Measure("Employees", "employees", (0,), 240, 19_000, flow=False),
        ),
        "of which exported",
    ),
    Theme(
        "region",
        (
            ("Europe", ("Germany", "France", "Italy", "Spain")),
            ("Asia", ("China", "Japan", "India", "Vietnam")),
            ("Americas", ("Canada", "Brazil", "Mexico", "Chile")),
            ("Africa", ("Egypt", "Kenya", "Morocco")),
        ),
        ("channel", "Online", "In shops"),
        (
            Measure("Net sales", "euros", MILLIONS, 1_000_000, 600_000_000),
            Measure("Orders received", "euros", MILLIONS, 900_000, 500_000_000),
            Measure("Operating profit", "euros", MILLIONS, 200_000, 60_000_000, signed=True),
            Measure("Marketing costs", "euros", MILLIONS, 100_000, 20_000_000),
            Measure("Employees", "employees", (0,), 180, 15_000, flow=False),
        ),
        "of which new",
    ),
    Theme(
        "source",
        (
            ("Renewable", ("Wind", "Solar", "Hydropower", "Biomass")),
            ("Fossil", ("Coal", "Natural gas", "Oil")),
            ("", ("Nuclear",)),
        ),
        ("part of the country", "North", "South"),
        (
            Measure("Electricity generated", "megawatt hours", MILLIONS, 2_000_000, 150_000_000),
            Measure("Plant investment", "euros", MILLIONS, 3_000_000, 800_000_000),
            Measure("Maintenance costs", "euros", MILLIONS, 200_000, 60_000_000),
            Measure("Installed capacity", "megawatts", (0,), 300, 45_000, flow=False),
        ),
        "of which subsidised",
    ),
    Theme(
        "district",
        (
            ("Inner city", ("Old Town", "Harbour", "Station Quarter")),
            ("Suburbs", ("Hillside", "Riverside", "Garden City")),
            ("Outskirts", ("Millbrook", "Ashford", "Greenfield")),
        ),
        ("sex", "Women", "Men"),
        (
            Measure("Residents", "people", (0, 3), 2_000, 95_000, flow=False),
            Measure("Births", "people", (0,), 180, 6_000),
            Measure("Pupils", "people", (0,), 200, 9_000, flow=False),
        ),
        "of which foreign",
    ),
    Theme(
        "district",
        (
            ("Inner city", ("Old Town", "Harbour", "Station Quarter")),
            ("Suburbs", ("Hillside", "Riverside", "Garden City")),
            ("Outskirts", ("Millbrook", "Ashford", "Greenfield")),
        ),
        ("ownership", "Public", "Private"),
        (
            Measure("New dwellings", "dwellings", (0,), 150, 7_900),
            Measure("Housing subsidies", "euros", MILLIONS, 200_000, 25_000_000),
            Measure("Water used", "cubic metres", (0, 3), 40_000, 4_000_000),
        ),
        "of which subsidised",
    ),
    Theme(
        "type of school",
        (
            ("Primary schools", ("Lower grades", "Upper grades")),
            ("Secondary schools", ("Junior stage", "Senior stage")),
            ("Vocational schools", ("Crafts", "Commerce", "Nursing")),
            ("", ("Evening courses",)),
        ),
        ("ownership", "Public", "Private"),
        (
            Measure("Pupils", "people", (0, 3), 1_200, 80_000, flow=False),
            Measure("Teachers", "people", (0,), 190, 9_000, flow=False),
            Measure("School expenditure", "euros", MILLIONS, 800_000, 300_000_000),
        ),
        "of which urban",
    ),
    Theme(
        "line of goods",
        (
            ("Food", ("Grain", "Meat", "Fruit", "Coffee")),
            ("Raw materials", ("Ores", "Timber", "Cotton")),
            ("Manufactures", ("Machinery", "Electronics", "Textiles", "Furniture")),
        ),
        ("flow", "Exports", "Imports"),
        (
            Measure("Traded value", "dollars", (6,), 8_000_000, 9_000_000_000),
            Measure("Traded weight", "tonnes", (0, 3), 3_000, 5_000_000),
            Measure("Customs revenue", "dollars", MILLIONS, 200_000, 250_000_000),
        ),
        "of which organic",
    ),
    Theme(
        "department",
        (
            ("Surgery", ("Orthopaedics", "Heart surgery", "Eye surgery")),
            ("Medicine", ("Cardiology", "Oncology", "Neurology")),
            ("", ("Emergency",)),
        ),
        ("shift", "Day shift", "Night shift"),
        (
            Measure("Patients treated", "people", (0,), 250, 22_000),
            Measure("Treatment costs", "dollars", MILLIONS, 300_000, 75_000_000),
            Measure("Nursing staff", "people", (0,), 150, 4_200, flow=False),
        ),
        "of which foreign",
    ),
    Theme(
        "crop",
        (
            ("Cereals", ("Wheat", "Barley", "Maize", "Rice")),
            ("Vegetables", ("Potatoes", "Onions", "Carrots")),
            ("Orchards", ("Apples", "Pears", "Grapes")),
        ),
        ("kind of field", "Irrigated", "Rain-fed"),
        (
            Measure("Harvest", "tonnes", (0, 3), 900, 800_000),
            Measure("Cultivated area", "hectares", (0,), 260, 60_000, flow=False),
            Measure("Farm sales", "yuan", MILLIONS, 400_000, 350_000_000),
            Measure("Water used", "cubic metres", (3,), 90_000, 30_000_000),
        ),
        "of which organic",
    ),
    Theme(
        "mode of transport",
        (
            ("Rail", ("Underground", "Tram", "Suburban railway")),
            ("Road", ("City bus", "Night bus", "Taxi")),
            ("", ("Ferry",)),
        ),
        ("days", "Weekdays", "Weekends"),
        (
            Measure("Passengers", "people", MILLIONS, 200_000, 90_000_000),
            Measure("Fare revenue", "euros", MILLIONS, 300_000, 120_000_000),
            Measure("Operating costs", "euros", MILLIONS, 400_000, 140_000_000),
            Measure("Operating result", "euros", MILLIONS, 50_000, 12_000_000, signed=True),
            Measure("Employees", "employees", (0,), 220, 9_500, flow=False),
        ),
        "of which subsidised",
    ),
    Theme(
        "type of lodging",
        (
            ("Hotels", ("Luxury hotels", "Mid-range hotels", "Budget hotels")),
            ("Simple lodging", ("Hostels", "Campsites", "Holiday flats")),
            ("", ("Other",)),
        ),
        ("part of the country", "North", "South"),
        (
            Measure("Overnight stays", "nights", (0, 3), 9_000, 4_000_000),
            Measure("Lodging turnover", "euros", MILLIONS, 300_000, 260_000_000),
            Measure("Beds", "beds", (0,), 200, 30_000, flow=False),
        ),
        "of which new",
    ),
    Theme(
        "function",
        (
            ("Education", ("Nurseries", "Schools", "Libraries")),
            ("Safety", ("Fire service", "Rescue service", "Flood protection")),
            ("Infrastructure", ("Streets", "Water supply", "Street lighting")),
            ("", ("Administration",)),
        ),
        ("kind of spending", "Spending", "Grants"),
        (
            Measure("Public expenditure", "yuan", MILLIONS, 900_000, 700_000_000),
            Measure("Public investment", "yuan", MILLIONS, 300_000, 300_000_000),
            Measure("Public employees", "people", (0,), 150, 9_000, flow=False),
        ),
        "of which urban",
    ),
    Theme(
        "product group",
        (
            ("Groceries", ("Dairy", "Bakery", "Drinks")),
            ("Clothing", ("Shirts", "Trousers", "Shoes")),
            ("Household", ("Cookware", "Bedding", "Lamps")),
            ("", ("Gift cards",)),
        ),
        ("channel", "Online", "In shops"),
        (
            Measure("Turnover", "yuan", THOUSANDS, 90_000, 60_000_000),
            Measure("Purchasing costs", "yuan", THOUSANDS, 60_000, 40_000_000),
            Measure("Gross profit", "yuan", THOUSANDS, 20_000, 15_000_000, signed=True),
            Measure("Items sold", "items", (0, 3), 2_000, 900_000),
        ),
        "of which organic",
    ),
    Theme(
        "kind of waste",
        (
            ("Recycled", ("Paper", "Glass", "Metal", "Plastic")),
            ("Disposed of", ("Bulky waste", "Building rubble", "Residual waste")),
            ("", ("Garden waste",)),
        ),
        ("part of the country", "North", "South"),
        (
            Measure("Waste collected", "tonnes", (0, 3), 800, 700_000),
            Measure("Collection costs", "euros", MILLIONS, 100_000, 90_000_000),
            Measure("Employees", "employees", (0,), 160, 6_900, flow=False),
        ),
        "of which urban",
    ),
)
