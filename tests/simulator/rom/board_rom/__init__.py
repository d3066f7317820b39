"""What the ESP32 port has and the WebAssembly port lacks, on top of the JavaScript module _hal."""
