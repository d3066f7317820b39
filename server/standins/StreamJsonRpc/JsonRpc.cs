using Newtonsoft.Json;
using StreamJsonRpc.Calls;
using StreamJsonRpc.Dispatch;
using StreamJsonRpc.Messages;

namespace StreamJsonRpc;

/// <summary>One JSON-RPC 2.0 connection: local targets for the other side, calls to the other side.</summary>
/// <remarks>This file holds the connection's life; the other parts hold targets and calls.</remarks>
public sealed partial class JsonRpc : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IJsonRpcMessageHandler _handler;
    private readonly MethodTable _methods = new();
    private readonly PendingCalls _calls = new();
    private readonly RequestDispatcher _dispatcher;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JsonRpcDisconnectedEventArgs? _end;
    private EventHandler<JsonRpcDisconnectedEventArgs>? _disconnected;
    private SynchronizationContext? _synchronizationContext = new OrderedSynchronizationContext();
    private bool _cancelsOnClose;
    private bool _isListening;

    public JsonRpc(IJsonRpcMessageHandler messageHandler)
    {
        ArgumentNullException.ThrowIfNull(messageHandler);
        _handler = messageHandler;
        var serializer = messageHandler.Formatter.Serializer;
        _dispatcher = new RequestDispatcher(_methods, new ArgumentBinder(serializer), new Replies(serializer), TrySendAsync);
    }

    public JsonRpc(IJsonRpcMessageHandler messageHandler, object? target)
        : this(messageHandler)
    {
        if (target is not null)
            AddLocalRpcTarget(target);
    }

    /// <summary>Raised once, when the connection ends; at once where it has ended already.</summary>
    public event EventHandler<JsonRpcDisconnectedEventArgs>? Disconnected
    {
        add
        {
            lock (_gate)
            {
                if (_end is null)
                {
                    _disconnected += value;
                    return;
                }
            }

            value?.Invoke(this, _end);
        }

        remove
        {
            lock (_gate)
                _disconnected -= value;
        }
    }

    /// <summary>Ends with the connection; fails where a broken stream or message ended it. Running local methods may outlive it.</summary>
    public Task Completion => _completion.Task;

    public bool IsDisposed { get; private set; }

    /// <summary>Where local methods start. By default in order, one at a time until their first await; null for side by side.</summary>
    public SynchronizationContext? SynchronizationContext
    {
        get => _synchronizationContext;
        set
        {
            ThrowIfListening();
            _synchronizationContext = value;
        }
    }

    public bool CancelLocallyInvokedMethodsWhenConnectionIsClosed
    {
        get => _cancelsOnClose;
        set
        {
            ThrowIfListening();
            _cancelsOnClose = value;
        }
    }

    private JsonSerializer Serializer => _handler.Formatter.Serializer;

    public void StartListening()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            ThrowIfListening();
            _isListening = true;
        }

        _ = Task.Run(ListenAsync);
    }

    public void Dispose()
    {
        IsDisposed = true;
        Disconnect(new("The connection was disposed here.", DisconnectedReason.LocallyDisposed));
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await _handler.ReadAsync(_closed.Token).ConfigureAwait(false) is { } message)
                Accept(message);
            Disconnect(new("The other side closed the connection.", DisconnectedReason.RemotePartyTerminated));
        }
        catch (Exception exception) when (exception is JsonException or UnrecognizedJsonRpcMessageException)
        {
            Disconnect(new(exception.Message, DisconnectedReason.ParseError, exception));
        }
        catch (Exception exception)
        {
            Disconnect(new(exception.Message, DisconnectedReason.StreamError, exception));
        }
    }

    private void Accept(Message message)
    {
        if (message is RequestMessage request)
            _dispatcher.Dispatch(request, _synchronizationContext, _cancelsOnClose ? _closed.Token : CancellationToken.None);
        else if (!_calls.TryComplete((ResponseMessage)message))
            Disconnect(new("A response came that nobody waits for.", DisconnectedReason.RemoteProtocolViolation));
    }

    private async Task SendAsync(Message message)
    {
        ThrowIfClosed();
        try
        {
            await _handler.WriteAsync(message).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Disconnect(new(exception.Message, DisconnectedReason.StreamError, exception));
            throw new ConnectionLostException(exception.Message, exception);
        }
    }

    /// <summary>For messages that nobody waits for: a lost connection reports itself.</summary>
    private async Task TrySendAsync(Message message)
    {
        try
        {
            await SendAsync(message).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ConnectionLostException or ObjectDisposedException)
        {
        }
    }

    private void Disconnect(JsonRpcDisconnectedEventArgs end)
    {
        EventHandler<JsonRpcDisconnectedEventArgs>? disconnected;
        lock (_gate)
        {
            if (_end is not null)
                return;
            _end = end;
            disconnected = _disconnected;
        }

        try
        {
            disconnected?.Invoke(this, end);
        }
        finally
        {
            _handler.Close();
            _calls.FailAll();
            CancelRunningMethods();
            if (end.Exception is null)
                _completion.SetResult();
            else
                _completion.SetException(end.Exception);
        }
    }

    private void CancelRunningMethods()
    {
        try
        {
            _closed.Cancel();
        }
        catch (AggregateException)
        {
            // Callbacks of the methods' own threw; the connection ends all the same.
        }
    }

    private void ThrowIfListening()
    {
        if (_isListening)
            throw new InvalidOperationException("This cannot be changed once listening has started.");
    }

    private void ThrowIfClosed()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_end is not null)
            throw new ConnectionLostException();
    }
}
