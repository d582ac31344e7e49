package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

// errNotFound is wrapped by errors about an ID that no movie has.
var errNotFound = errors.New("no such movie")

// Store keeps movies in memory. It is safe for use by several goroutines, and what goes in or comes out is a copy.
type Store struct {
	mu     sync.RWMutex
	lastID int64
	movies map[int64]Movie
}

// NewStore returns an empty store.
func NewStore() *Store {
	return &Store{movies: make(map[int64]Movie)}
}

// List returns all movies, oldest ID first; the result is never nil.
func (s *Store) List() []Movie {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := make([]Movie, 0, len(s.movies))
	for _, movie := range s.movies {
		all = append(all, movie.clone())
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ID < all[j].ID })
	return all
}

// Get returns the movie with that ID.
func (s *Store) Get(id int64) (Movie, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	movie, ok := s.movies[id]
	if !ok {
		return Movie{}, fmt.Errorf("%w: %d", errNotFound, id)
	}
	return movie.clone(), nil
}

// Create adds the movie under a new ID, which is never used again, and returns it as kept.
func (s *Store) Create(movie Movie) (Movie, error) {
	if err := movie.Validate(); err != nil {
		return Movie{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	movie = movie.clone()
	movie.ID = s.lastID
	s.movies[movie.ID] = movie
	return movie.clone(), nil
}

// Update replaces the movie with that ID and returns it as kept.
func (s *Store) Update(id int64, movie Movie) (Movie, error) {
	if err := movie.Validate(); err != nil {
		return Movie{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.movies[id]; !ok {
		return Movie{}, fmt.Errorf("%w: %d", errNotFound, id)
	}
	movie = movie.clone()
	movie.ID = id
	s.movies[id] = movie
	return movie.clone(), nil
}

// Delete removes the movie with that ID.
func (s *Store) Delete(id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.movies[id]; !ok {
		return fmt.Errorf("%w: %d", errNotFound, id)
	}
	delete(s.movies, id)
	return nil
}
