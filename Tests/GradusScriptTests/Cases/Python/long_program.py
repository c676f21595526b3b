# A small inventory with reports.
inventory = []
def add(name, price, qty, *tags): inventory.append({"name": name, "price": price, "qty": qty, "tags": set(tags)})
add("pen", 1.5, 100, "office"); add("desk", 250.0, 3, "office", "wood"); add("lamp", 40.25, 10)
def total(items, key=lambda i: True): return sum(i["price"] * i["qty"] for i in items if key(i))
line = "-" * 30
print(line)
for item in sorted(inventory, key=lambda i: i["price"], reverse=True):
    print(f"{item['name']:<10}{item['price']:>10.2f}{item['qty']:>8}", *sorted(item["tags"]))
print(line); print(f"{'total':<10}{total(inventory):>10,.2f}")
print(f"{'office':<10}{total(inventory, lambda i: 'office' in i['tags']):>10,.2f}")
low = [i["name"] for i in inventory if i["qty"] < 20]; print("low:", ", ".join(low) or "none")
