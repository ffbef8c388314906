"""Demands on a plan, decided once more from their descriptions, on entries as loose records."""


def met(demand: dict, plan: list[dict]) -> bool:
    kind, never = demand["kind"], demand.get("never", False)
    if kind == "if":
        return met(demand["then"] if met(demand["given"], plan) else demand["otherwise"], plan)
    by_job = {one["job"]: one for one in plan}
    one, other = by_job.get(demand.get("job")), by_job.get(demand.get("other"))
    match kind:
        case "before" if demand.get("directly"):
            return one["day"] == other["day"] and one["end"] == other["start"]
        case "before":
            return one["day"] < other["day"] or (one["day"] == other["day"] and one["end"] <= other["start"])
        case "on":
            return (one["day"] == demand["day"]) is not never
        case "sameday":
            return (one["day"] == other["day"]) is not never
        case "by":
            return (one["who"] == demand["who"]) is not never
        case "sameperson":
            return (one["who"] == other["who"]) is not never
        case "clock":
            return one["end"] <= demand["at"] if demand.get("done") else one["start"] >= demand["at"]
        case "earliest":
            return min(entry["start"] for entry in plan if entry is not one) >= demand["at"]
        case "load":
            spent = sum(entry["end"] - entry["start"] for entry in plan if entry["who"] == demand["who"])
            return spent >= demand["minutes"] if demand.get("least") else spent <= demand["minutes"]
        case "share":
            return [entry["who"] for entry in plan].count(demand["who"]) == demand["tasks"]
        case "crowd":
            return [entry["day"] for entry in plan].count(demand["day"]) == demand["tasks"]
        case "pause":
            return all(
                b["start"] - a["end"] >= demand["minutes"] or a["start"] - b["end"] >= demand["minutes"]
                for k, a in enumerate(plan)
                for b in plan[:k]
                if (a["who"], a["day"]) == (b["who"], b["day"])
            )
    raise ValueError(kind)
