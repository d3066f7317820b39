using StreamJsonRpc.Messages;

namespace StreamJsonRpc.Dispatch;

/// <summary>The methods that the other side can call, by name. Several of one name are tried in the order of their adding.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<string, List<LocalMethod>> _methods = new(StringComparer.Ordinal);

    public void Add(string name, LocalMethod method)
    {
        if (!_methods.TryGetValue(name, out var overloads))
            _methods.Add(name, overloads = []);
        overloads.Add(method);
    }

    /// <returns>The first method whose parameters fit, and their values; null where there is none of that name.</returns>
    /// <exception cref="ArgumentMismatchException">None of that name fits.</exception>
    public BoundMethod? Find(RequestMessage request, ArgumentBinder binder)
    {
        if (!_methods.TryGetValue(request.Method, out var overloads))
            return null;

        ArgumentMismatchException? mismatch = null;
        foreach (var method in overloads)
        {
            try
            {
                return new BoundMethod(method, binder.Bind(method, request.Arguments));
            }
            catch (ArgumentMismatchException exception)
            {
                // A failed conversion tells more than a wrong count.
                mismatch = exception.InnerException is null ? mismatch ?? exception : exception;
            }
        }

        throw mismatch!;
    }
}
