log = []
def event(kind, **data):
    log.append((kind, data)); return len(log)
event("start"); event("move", x=1, y=2); event("stop", reason="done")
for kind, data in log: print(kind, data if data else "-")
settings = dict(lr=0.1, epochs=3)
def train(**overrides):
    s = {**settings, **overrides}; return [round(s["lr"] * (0.5 ** e), 4) for e in range(s["epochs"])]
print(train(), train(lr=1, epochs=2), settings)
