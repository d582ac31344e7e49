package main

import (
	"errors"
	"strings"
	"sync"
	"testing"
)

func sample() Movie {
	return Movie{Title: "Metropolis", Director: "Fritz Lang", Year: 1927, Genres: []string{"drama"}}
}

func TestStoreKeepsCopies(t *testing.T) {
	store := NewStore()
	given := sample()
	created, err := store.Create(given)
	if err != nil {
		t.Fatal(err)
	}
	given.Genres[0] = "changed by the caller"
	created.Genres[0] = "changed by the caller"
	if kept, _ := store.Get(created.ID); kept.Genres[0] != "drama" {
		t.Errorf("the store's movie has changed: %q", kept.Genres)
	}
}

func TestStoreServesManyAtOnce(t *testing.T) {
	store := NewStore()
	const clients = 50
	var all sync.WaitGroup
	for i := 0; i < clients; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			movie, err := store.Create(sample())
			if err == nil {
				_, err = store.Update(movie.ID, sample())
			}
			store.List()
			if err != nil {
				t.Error(err)
			}
		}()
	}
	all.Wait()
	if got := len(store.List()); got != clients {
		t.Errorf("%d movies, want %d", got, clients)
	}
}

func TestValidateCountsCharactersNotBytes(t *testing.T) {
	movie := sample()
	movie.Title = strings.Repeat("ü", maxTextLength)
	if err := movie.Validate(); err != nil {
		t.Errorf("%d characters are refused: %v", maxTextLength, err)
	}
	movie.Title += "ü"
	if err := movie.Validate(); !errors.Is(err, errInvalid) {
		t.Errorf("%d characters: error = %v, want %v", maxTextLength+1, err, errInvalid)
	}
}
