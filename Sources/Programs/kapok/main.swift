print("kapok")
