/** The endpoints: paths, answers and errors of the FastAPI applications before this one. */
package io.groundswell.mocapp.rest;
