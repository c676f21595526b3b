graph = {"A": ["B", "C"], "B": ["D"], "C": ["D", "E"], "D": ["F"], "E": ["F"], "F": []}
def bfs(start, goal):
    queue, seen = [(start, [start])], {start}
    while queue:
        node, path = queue.pop(0)
        if node == goal: return path
        for n in graph[node]:
            if n not in seen: seen.add(n); queue.append((n, path + [n]))
def paths(a, b): return [[a]] if a == b else [[a] + p for n in graph[a] for p in paths(n, b)]
print(bfs("A", "F"), bfs("F", "A"), paths("A", "F"), len(paths("A", "F")))
