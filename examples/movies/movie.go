package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Movie is one film of the collection. The ID belongs to the service: clients never choose it.
type Movie struct {
	ID       int64    `json:"id"`
	Title    string   `json:"title"`
	Director string   `json:"director"`
	Year     int      `json:"year"`
	Genres   []string `json:"genres"`
}

const (
	firstYear     = 1888 // the oldest film that survives, Roundhay Garden Scene
	lastYear      = 2100
	maxTextLength = 200 // characters
	maxGenres     = 10
)

// errInvalid is wrapped by every error that a client can mend by sending something else.
var errInvalid = errors.New("invalid movie")

// Validate reports the first thing that is wrong with the movie, or nil.
func (m Movie) Validate() error {
	if err := validateText("title", m.Title); err != nil {
		return err
	}
	if err := validateText("director", m.Director); err != nil {
		return err
	}
	if m.Year < firstYear || m.Year > lastYear {
		return fmt.Errorf("%w: year %d is not between %d and %d", errInvalid, m.Year, firstYear, lastYear)
	}
	if len(m.Genres) > maxGenres {
		return fmt.Errorf("%w: %d genres, at most %d are kept", errInvalid, len(m.Genres), maxGenres)
	}
	for _, genre := range m.Genres {
		if err := validateText("genre", genre); err != nil {
			return err
		}
	}
	return nil
}

func validateText(field, value string) error {
	if strings.TrimSpace(value) == "" {
		return fmt.Errorf("%w: %s is empty", errInvalid, field)
	}
	if n := utf8.RuneCountInString(value); n > maxTextLength {
		return fmt.Errorf("%w: %s has %d characters, at most %d are kept", errInvalid, field, n, maxTextLength)
	}
	return nil
}

// clone returns a movie that shares no memory with m.
func (m Movie) clone() Movie {
	m.Genres = append([]string{}, m.Genres...)
	return m
}
