package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"strings"
)

// maxBody is how much of a request's body is read, in bytes.
const maxBody = 64 << 10

// NewAPI returns the HTTP side of the store:
//
//	GET    /movies       200  all movies
//	POST   /movies       201  the movie as kept, its address in Location
//	GET    /movies/{id}  200  one movie
//	PUT    /movies/{id}  200  the movie as kept
//	DELETE /movies/{id}  204  nothing
//	GET    /health       200  {"status":"ok"}
//
// Every error is JSON too: {"error":"…"}.
func NewAPI(store *Store) http.Handler {
	api := &api{store: store}
	mux := http.NewServeMux()
	mux.HandleFunc("/movies", api.collection)
	mux.HandleFunc("/movies/", api.item)
	mux.HandleFunc("/health", api.health)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeError(w, http.StatusNotFound, errors.New("nothing at "+r.URL.Path))
	})
	return mux
}

type api struct{ store *Store }

func (a *api) collection(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		writeJSON(w, http.StatusOK, a.store.List())
	case http.MethodPost:
		movie, err := readMovie(w, r)
		if err == nil {
			movie, err = a.store.Create(movie)
		}
		if err != nil {
			writeFailure(w, err)
			return
		}
		w.Header().Set("Location", "/movies/"+strconv.FormatInt(movie.ID, 10))
		writeJSON(w, http.StatusCreated, movie)
	default:
		writeNotAllowed(w, r, "GET, HEAD, POST")
	}
}

func (a *api) item(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(strings.TrimPrefix(r.URL.Path, "/movies/"), 10, 64)
	if err != nil {
		writeError(w, http.StatusNotFound, errors.New("nothing at "+r.URL.Path))
		return
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		movie, err := a.store.Get(id)
		writeResult(w, movie, err)
	case http.MethodPut:
		movie, err := readMovie(w, r)
		if err == nil {
			movie, err = a.store.Update(id, movie)
		}
		writeResult(w, movie, err)
	case http.MethodDelete:
		if err := a.store.Delete(id); err != nil {
			writeFailure(w, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	default:
		writeNotAllowed(w, r, "GET, HEAD, PUT, DELETE")
	}
}

func (a *api) health(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		writeNotAllowed(w, r, "GET, HEAD")
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

// readMovie reads exactly one JSON object with no field that a movie does not have.
func readMovie(w http.ResponseWriter, r *http.Request) (Movie, error) {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	var movie Movie
	if err := decoder.Decode(&movie); err != nil {
		return Movie{}, &bodyError{cause: err}
	}
	if _, err := decoder.Token(); err != io.EOF {
		return Movie{}, fmt.Errorf("%w: more than one JSON value in the body", errInvalid)
	}
	return movie, nil
}

// bodyError says that a request's body is no movie. It is an errInvalid, and its cause stays in reach.
type bodyError struct{ cause error }

func (e *bodyError) Error() string        { return errInvalid.Error() + ": " + e.cause.Error() }
func (e *bodyError) Is(target error) bool { return target == errInvalid }
func (e *bodyError) Unwrap() error        { return e.cause }

func writeResult(w http.ResponseWriter, movie Movie, err error) {
	if err != nil {
		writeFailure(w, err)
		return
	}
	writeJSON(w, http.StatusOK, movie)
}

// writeFailure chooses the status by what kind of error it is.
func writeFailure(w http.ResponseWriter, err error) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.Is(err, errNotFound):
		writeError(w, http.StatusNotFound, err)
	case errors.As(err, &tooLarge):
		writeError(w, http.StatusRequestEntityTooLarge, err)
	case errors.Is(err, errInvalid):
		writeError(w, http.StatusBadRequest, err)
	default:
		log.Printf("unexpected: %v", err)
		writeError(w, http.StatusInternalServerError, errors.New("internal error"))
	}
}

func writeNotAllowed(w http.ResponseWriter, r *http.Request, allowed string) {
	w.Header().Set("Allow", allowed)
	writeError(w, http.StatusMethodNotAllowed, fmt.Errorf("%s is not allowed here, only %s", r.Method, allowed))
}

func writeError(w http.ResponseWriter, status int, err error) {
	writeJSON(w, status, map[string]string{"error": err.Error()})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Printf("answer not written: %v", err) // the client has gone
	}
}
