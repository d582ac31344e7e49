module example.org/movies

go 1.19
