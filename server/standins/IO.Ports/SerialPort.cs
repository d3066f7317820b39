using System.ComponentModel;
using System.IO.Ports.Unix;
using System.IO.Ports.Windows;

namespace System.IO.Ports;

/// <summary>A serial port. Read and write through <see cref="BaseStream"/>.</summary>
public class SerialPort : Component
{
    public const int InfiniteTimeout = -1;

    private string _portName = "COM1";
    private PortSettings _settings = new(9600, 8, Parity.None, StopBits.One, Handshake.None);
    private int _readTimeout = InfiniteTimeout;
    private int _writeTimeout = InfiniteTimeout;
    private int _readBufferSize = 4096;
    private bool _dtrEnable;
    private bool _rtsEnable;
    private bool _breakState;
    private SerialStream? _stream;

    public SerialPort()
    {
    }

    public SerialPort(string portName) => PortName = portName;

    public SerialPort(string portName, int baudRate)
        : this(portName) => BaudRate = baudRate;

    /// <summary>Reads and writes, cancellable, as long as the port is open.</summary>
    public Stream BaseStream => OpenStream;

    public bool IsOpen => _stream is { IsOpen: true };

    public string PortName
    {
        get => _portName;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            ThrowIfOpen();
            _portName = value;
        }
    }

    public int BaudRate
    {
        get => _settings.BaudRate;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Apply(_settings with { BaudRate = value });
        }
    }

    public int DataBits
    {
        get => _settings.DataBits;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 5);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 8);
            Apply(_settings with { DataBits = value });
        }
    }

    public Parity Parity
    {
        get => _settings.Parity;
        set => Apply(_settings with { Parity = Defined(value) });
    }

    public StopBits StopBits
    {
        get => _settings.StopBits;
        set
        {
            ArgumentOutOfRangeException.ThrowIfEqual(value, StopBits.None);
            Apply(_settings with { StopBits = Defined(value) });
        }
    }

    public Handshake Handshake
    {
        get => _settings.Handshake;
        set => Apply(_settings with { Handshake = Defined(value) });
    }

    /// <summary>Before opening: what the line shall be. While open, a port without such a line throws IOException.</summary>
    public bool DtrEnable
    {
        get => _stream?.DtrEnable ?? _dtrEnable;
        set
        {
            _stream?.DtrEnable = value;
            _dtrEnable = value;
        }
    }

    /// <inheritdoc cref="DtrEnable"/>
    public bool RtsEnable
    {
        get => RtsIsFree(_stream)?.RtsEnable ?? _rtsEnable;
        set
        {
            RtsIsFree(_stream)?.RtsEnable = value;
            _rtsEnable = value;
        }
    }

    /// <summary>Whether the line is held at a break; only an open port has one.</summary>
    public bool BreakState
    {
        get => IsOpen ? _breakState : throw Closed();
        set
        {
            OpenStream.BreakState = value;
            _breakState = value;
        }
    }

    /// <summary>Milliseconds for synchronous reads; asynchronous ones heed only their tokens.</summary>
    public int ReadTimeout
    {
        get => _readTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, InfiniteTimeout);
            _readTimeout = value;
            _stream?.ReadTimeout = value;
        }
    }

    /// <summary>Milliseconds for synchronous writes; asynchronous ones heed only their tokens.</summary>
    public int WriteTimeout
    {
        get => _writeTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfZero(value);
            ArgumentOutOfRangeException.ThrowIfLessThan(value, InfiniteTimeout);
            _writeTimeout = value;
            _stream?.WriteTimeout = value;
        }
    }

    /// <summary>How many bytes the driver shall hold until they are read, as far as it lets itself be told. Before opening.</summary>
    public int ReadBufferSize
    {
        get => _readBufferSize;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ThrowIfOpen();
            _readBufferSize = value;
        }
    }

    public int BytesToRead => OpenStream.BytesToRead;

    private SerialStream OpenStream => _stream is { IsOpen: true } stream ? stream : throw Closed();

    public static string[] GetPortNames()
    {
        if (OperatingSystem.IsWindows())
            return WindowsPortNames.Find();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            return UnixPlatform.Current.FindPorts();
        throw new PlatformNotSupportedException("Serial ports are supported on Windows, Linux and macOS.");
    }

    /// <exception cref="UnauthorizedAccessException">The port is in use, or not ours to use, or (but for Windows) there is no such port.</exception>
    /// <exception cref="IOException">The port does not take the settings, or (on Windows) there is no such port.</exception>
    public void Open()
    {
        ThrowIfOpen();
        _breakState = false;
        _stream = SerialStream.Open(_portName, _settings, _dtrEnable, _rtsEnable, _readBufferSize);
        _stream.ReadTimeout = _readTimeout;
        _stream.WriteTimeout = _writeTimeout;
    }

    /// <summary>Ends pending reads and writes with ObjectDisposedException.</summary>
    public void Close() => Dispose();

    public void DiscardInBuffer() => OpenStream.DiscardInBuffer();

    public void DiscardOutBuffer() => OpenStream.DiscardOutBuffer();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Interlocked.Exchange(ref _stream, null)?.Dispose();
        base.Dispose(disposing);
    }

    private static InvalidOperationException Closed() => new("The port is closed.");

    private static TEnum Defined<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value));

    private SerialStream? RtsIsFree(SerialStream? stream) =>
        stream is null || !_settings.UsesRts ? stream : throw new InvalidOperationException("The handshake works the RTS line.");

    private void Apply(PortSettings settings)
    {
        _stream?.Configure(settings);
        _settings = settings;
    }

    private void ThrowIfOpen()
    {
        if (IsOpen)
            throw new InvalidOperationException("The port is open.");
    }
}
