package main

import (
	"context"
	"testing"
	"time"
)

func TestRunStopsWhenAsked(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, "127.0.0.1:0") }()
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("run ended with %v", err)
		}
	case <-time.After(shutdownTimeout):
		t.Fatal("run does not stop")
	}
}

func TestRunReportsAnAddressItCannotUse(t *testing.T) {
	if err := run(context.Background(), "127.0.0.1:no-port"); err == nil {
		t.Error("no error")
	}
}
